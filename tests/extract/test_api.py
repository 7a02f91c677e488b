"""What other programs use: `extract.claims`, and the components by their names in spaCy."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import spacy

import extract
from extract.claims_component import LAYERS
from extract.extractor import SHIPPED, Extractor

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


def run_without_imports_of_ours(folder: Path, code: str, *arguments: str) -> str:
    """Return what a program prints that only imports spaCy, in an environment where Attribune is installed."""
    factories = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["spacy_factories"]
    lines = [f"{name} = {place}" for name, place in factories.items()]
    installed = folder / "attribune_as_installed-1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: attribune-as-installed\nVersion: 1\n")
    (installed / "entry_points.txt").write_text("[spacy_factories]\n" + "\n".join(lines) + "\n")
    ran = subprocess.run(
        [sys.executable, "-c", f"import sys, spacy\nnlp = spacy.load(sys.argv[1])\n{code}", str(SHIPPED), *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_spacy_alone_loads_the_pipeline_and_adds_claims_by_one_component(tmp_path: Path) -> None:
    code = (
        "nlp.add_pipe('attribune_claims')\n"
        "print([(claim.text, claim.source.name) for claim in nlp(sys.argv[2])._.attribune_claims])"
    )
    assert run_without_imports_of_ours(tmp_path, code, FLOOD) == "[('at least 250', 'Red Cross')]"


def test_spacy_alone_adds_each_component_by_its_name(tmp_path: Path) -> None:
    code = (
        "for name in sys.argv[3:]: nlp.add_pipe(name)\n"
        "doc = nlp(sys.argv[2])\n"
        "print([f.text for f in doc._.attribune_figures], [a.cue for a in doc._.attribune_attributions])"
    )
    start = FLOOD.index("said")
    assert run_without_imports_of_ours(tmp_path, code, FLOOD, *LAYERS) == f"['at least 250'] [({start}, {start + 4})]"


def test_the_component_gives_the_claims_of_the_extractor(extractor: Extractor) -> None:
    nlp = spacy.load(SHIPPED)
    nlp.add_pipe("attribune_claims")
    doc = nlp.make_doc(FLOOD)
    doc.user_data.update(title="Flood in Oldmouth", published="2026-03-14")
    claims = nlp(doc)._.attribune_claims
    assert claims == extractor.claims(FLOOD, title="Flood in Oldmouth", published="2026-03-14")


def test_every_extension_of_a_doc_has_our_prefix(tmp_path: Path) -> None:
    code = (
        "nlp.add_pipe('attribune_claims')\n"
        "from spacy.tokens.underscore import Underscore\n"
        "names = Underscore.doc_extensions\n"
        "print(len(names), [name for name in names if not name.startswith('attribune_')])"
    )
    assert run_without_imports_of_ours(tmp_path, code) == "6 []"
