"""The house rules that a machine can check: imports go one way, heavy packages have one home, files stay short."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("index", "ingest", "rag", "ui")
FILES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]
ENTRIES = [ROOT / "cli.py", ROOT / "settings.py"]
FORBIDDEN = {
    "index": {"ingest", "rag", "ui", "cli", "settings"},
    "ingest": {"rag", "ui", "cli"},
    "rag": {"ingest", "ui", "cli"},
    "ui": {"ingest", "cli"},
}
HOMES = {
    "trafilatura": "ingest",
    "warcio": "ingest",
    "pypdfium2": "ingest",
    "httpx2": "ingest",
    "httpcore2": "ingest",
    "brotli": "ingest",
    "zstandard": "ingest",
    "httpx": "rag",
    "openai": "rag",
    "xllamacpp": "rag",
    "protego": "ingest",
    "pydantic": "ingest",
    "lxml": "ingest",
    "faiss": "index",
    "sentence_transformers": "index",
    "torch": "index",
    "onnxruntime": "index",
    "tokenizers": "index",
    "sqlite3": "index",
    "llama_index": "rag",
    "streamlit": "ui",
}
LATE = {
    "openai",
    "httpx",
    "xllamacpp",
    "sentence_transformers",
    "torch",
    "onnxruntime",
    "faiss",
    "tokenizers",
    "pydantic",
}
CATCH_ALL = {("ingest/worker.py", "serve"), ("rag/written/stream_thread.py", "_run")}
"""Where whatever happens is caught, by file and function: to be told to the process that waits for a page, and to be
raised again where a reply is read."""
STORIES = [path.parent for layer in LAYERS for path in sorted((ROOT / layer).rglob("__init__.py"))]
STAGES = ("questions", "retrieve", "excerpts", "coverage", "assistant")
"""Of `rag`, in the order in which a question goes through them."""
MAX_LINES = 350


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Top-level packages of the import statements among the nodes."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            yield (node.module or "").split(".")[0]


def imports_of(path: Path) -> set[str]:
    return set(imported(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))


def imports_on_loading(path: Path) -> set[str]:
    """What importing the file imports: not what stands in functions or under TYPE_CHECKING."""
    return set(imported(iter(ast.parse(path.read_text(encoding="utf-8")).body)))


every_file = pytest.mark.parametrize("path", FILES + ENTRIES, ids=name)


def test_all_layers_are_looked_at() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(LAYERS)
    assert len(FILES) > 40


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    assert not imports_of(path) & FORBIDDEN[layer]


def dotted(path: Path) -> str:
    """The name by which a file is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def stage_of(module: str) -> int:
    """The place of a module of `rag` among its stages; -1 where it is none."""
    part = (*module.split("."), "")[1]
    return STAGES.index(part) if part in STAGES else -1


def test_the_stages_of_an_answer_know_nothing_of_those_after_them() -> None:
    known = {
        dotted(path): {
            node.module or ""
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
        }
        for path in FILES
        if path.is_relative_to(ROOT / "rag")
    }
    assert {stage_of(module) for module in known} == {-1, *range(len(STAGES))}
    for module in filter(lambda one: stage_of(one) >= 0, known):
        reached, new = set[str](), known[module]
        while new:
            reached |= new
            new = {one for other in new for one in known.get(other, ())} - reached
        assert max(map(stage_of, reached), default=-1) <= stage_of(module), module


@every_file
def test_a_heavy_package_has_one_home(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    assert not {package for package in imports_of(path) & set(HOMES) if HOMES[package] != layer}


@every_file
def test_heavy_packages_are_imported_when_they_are_needed(path: Path) -> None:
    assert not imports_on_loading(path) & LATE


@every_file
def test_no_file_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def catches_everything(node: ast.AST) -> bool:
    """Whether it is an `except` or a `suppress` of all errors."""
    if isinstance(node, ast.ExceptHandler):
        caught = [node.type] if node.type else []
        if not caught:
            return True
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "suppress":
        caught = node.args
    else:
        return False
    named = {part.id for one in caught for part in ast.walk(one) if isinstance(part, ast.Name)}
    return bool(named & {"Exception", "BaseException"})


@every_file
def test_only_named_errors_are_caught(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    said = [one for one in functions if (name(path), one.name) in CATCH_ALL]
    in_these = {node for one in said for node in ast.walk(one) if catches_everything(node)}
    everywhere = {node for node in ast.walk(tree) if catches_everything(node)}
    assert {node.lineno for node in everywhere - in_these} == set(), "lines that catch everything"
    assert len(in_these) == len(said), "a place that is said to catch everything does so once"
    exits = [one for one in functions if one.name == "__exit__"]
    assert all(ast.unparse(one.returns) == "None" for one in exits if one.returns), "an exit that may catch everything"


def test_the_places_that_catch_everything_are_there() -> None:
    assert {file for file, _ in CATCH_ALL} <= {name(path) for path in FILES}


@pytest.mark.parametrize("folder", STORIES, ids=name)
def test_the_story_of_a_package_names_all_its_files(folder: Path) -> None:
    story = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {file for file in files if f"`{file}`" not in story} == set()


def test_what_is_installed_has_every_package_and_its_data() -> None:
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    assert sorted(setuptools["packages"]) == sorted(dotted(story / "__init__.py") for story in STORIES)
    listed = {
        file
        for package, patterns in setuptools["package-data"].items()
        for pattern in patterns
        for file in ROOT.joinpath(*package.split(".")).glob(pattern)
    }
    files = {file for layer in LAYERS for file in (ROOT / layer).rglob("*") if file.is_file()}
    assert {file for file in files if file.suffix not in (".py", ".pyc")} == listed


@every_file
def test_every_file_and_layer_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def constants(path: Path) -> Iterator[str]:
    """The names in capitals that a module gives a value."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (
            one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name) and one.id.isupper()
        )


def test_every_constant_is_read() -> None:
    read = {
        one.id if isinstance(one, ast.Name) else one.attr
        for path in [*FILES, *ENTRIES]
        for one in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(one, ast.Name | ast.Attribute) and isinstance(one.ctx, ast.Load)
    }
    unread = [(name(path), one) for path in [*FILES, *ENTRIES] for one in constants(path) if one not in read]
    assert unread == []


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_imported_on_the_way(path: Path) -> None:
    calls = (node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    assert "__import__" not in {function.id for function in calls if isinstance(function, ast.Name)}
