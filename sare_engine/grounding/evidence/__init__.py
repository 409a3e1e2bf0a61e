"""What speaks for or against a mentioned object: annotations, CLIP, polling, the user's word."""
