"""A file's hash is that of its bytes."""

from pathlib import Path

from index.hashes import file_sha256


def test_the_hash_of_a_file_does_not_depend_on_how_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert file_sha256(tmp_path / "empty").startswith("e3b0c44298fc1c14")
    (tmp_path / "large").write_bytes(b"a" * (3 * 2**20 + 1))
    (tmp_path / "other").write_bytes(b"a" * (3 * 2**20) + b"b")
    assert file_sha256(tmp_path / "large") != file_sha256(tmp_path / "other")
