"""Articles of the portal as the official account's editor keeps them: inline styles, few elements, pictures to upload, a page to copy from."""
