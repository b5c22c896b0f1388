"""The Streamlit chat: wiring and views, no logic. `server` starts it, `app` wires it, `session` is its state."""
