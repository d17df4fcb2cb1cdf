"""``python -m rostrum``: the command line."""

import typer

from rostrum.doors import compose_cli, doctor, record_cli, rehearse_cli, serve_cli

cli = typer.Typer(name="rostrum", help="Convenes and runs summits by videoconference.", no_args_is_help=True)
for part in (serve_cli, record_cli, rehearse_cli, compose_cli, doctor):
    part.register(cli)


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
