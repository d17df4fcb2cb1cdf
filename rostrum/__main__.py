"""``python -m rostrum``: the command line, wired to what it runs."""

import typer

from rostrum import app, demo
from rostrum.doors import body_cli, compose_cli, convene_cli, doctor, record_cli, rehearse_cli, serve_cli

cli = typer.Typer(name="rostrum", help="Convenes and runs summits by videoconference.", no_args_is_help=True)
for part in (record_cli, rehearse_cli, compose_cli, body_cli, doctor):
    part.register(cli)
convene_cli.register(cli, app.make_office)
serve_cli.register(cli, serve_cli.Wiring(app=app.serve, schema=app.schema, demo=demo.run))


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
