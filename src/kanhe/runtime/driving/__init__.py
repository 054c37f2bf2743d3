"""What every device does with an app: scenarios, and how the consent screen and its answers are found."""
