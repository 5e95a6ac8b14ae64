"""The account's own interface: optional, off unless its two secrets are in the environment, never needed by a build."""
