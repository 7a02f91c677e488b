"""What other programs use: `extract.claims`, and the components by their names in spaCy."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import extract
from extract.extractor import COMPONENTS, SHIPPED, Extractor

ROOT = Path(extract.__file__).parents[1]
FLOOD = "Flood in Oldmouth\n\nThe Red Cross said on Friday that at least 250 homes had been flooded in Oldmouth."


def test_claims_of_a_text_are_those_of_the_shipped_pipeline(extractor: Extractor) -> None:
    claims = extract.claims(FLOOD, published="2026-03-14")
    assert claims == extractor.claims(FLOOD, published="2026-03-14")
    (claim,) = claims
    assert claim.source
    assert FLOOD[claim.start : claim.end] == claim.text == "at least 250"
    assert (claim.source.name, claim.low, claim.bound) == ("Red Cross", 250, ">=")


def test_a_text_without_figures_or_in_another_language_has_no_claims() -> None:
    assert extract.claims("Nothing is counted here.") == []
    assert extract.claims("Das Rote Kreuz teilte am Freitag mit, dass 250 Häuser überflutet worden seien.") == []


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, extract; print(sorted({'spacy', 'numpy', 'onnxruntime', 'extract.claim'} & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_spacy_alone_loads_the_pipeline_and_adds_the_components_by_their_names(tmp_path: Path) -> None:
    factories = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["spacy_factories"]
    lines = [f"{name} = {place}" for name, place in factories.items()]
    installed = tmp_path / "attribune_as_installed-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: attribune-as-installed\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[spacy_factories]\n" + "\n".join(lines) + "\n")
    code = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "for name in sys.argv[3:]: nlp.add_pipe(name)\n"
        "print([figure.text for figure in nlp(sys.argv[2])._.figures])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(SHIPPED), FLOOD, *COMPONENTS],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout.strip(), ran.returncode) == ("['at least 250']", 0), ran.stderr
