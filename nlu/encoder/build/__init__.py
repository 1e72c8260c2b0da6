"""Making the encoder's artefact. Needed at build time only; see ../model/RECIPE.md."""
