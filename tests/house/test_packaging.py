"""What is installed: one name, every package by name, every data file."""

import configparser
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("records", "schemas", "catalog", "harvesters", "exporters", "web")


def setup() -> configparser.ConfigParser:
    parsed = configparser.ConfigParser()
    parsed.read(ROOT / "setup.cfg")
    return parsed


def listed(section: str, key: str) -> set[str]:
    return set(setup()[section][key].split())


def test_the_packages_are_exactly_those_on_disk():
    on_disk = {"tumbaga"} | {
        ".".join(["tumbaga", *path.parent.relative_to(ROOT).parts])
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
    }

    assert listed("options", "packages") == on_disk


def test_no_python_file_stands_outside_a_package():
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            assert (path.parent / "__init__.py").exists(), path


def test_every_data_file_is_shipped():
    patterns = {
        package: [p for p in globs.split() if p]
        for package, globs in setup()["options.package_data"].items()
    }
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.is_dir() or path.suffix in {".py", ".pyc"}:
                continue
            assert any(
                path in set(package_folder(package).glob(glob))
                for package, globs in patterns.items()
                for glob in globs
            ), path


def package_folder(package: str) -> Path:
    return ROOT.joinpath(*package.split(".")[1:])


def test_nothing_of_bootstrap_is_copied_into_the_project():
    names = {path.name for path in (ROOT / "web").rglob("*")}

    assert not {n for n in names if n.startswith("bootstrap")}


def test_pyproject_holds_only_the_build_and_ruff():
    parsed = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert set(parsed) == {"build-system", "tool"}
    assert set(parsed["tool"]) == {"ruff"}
