"""How much a model hallucinates and how well it still writes: before, during, after."""
