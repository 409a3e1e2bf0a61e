"""Everything about a multimodal model: look into its folder, load it, prompt it, generate."""
