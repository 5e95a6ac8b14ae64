"""The portal: content and data become a site and feeds.

The flow, left to right; imports only ever point to the left (``tests/test_architecture.py`` enforces it)::

    foundation ◄── model ◄── load
                         ◄── review ◄── selfcheck
                         ◄── pages, feeds, search, wechat
                                     ◄── assembly ◄── commands ◄── cli

- foundation (``errors times digest files yamlio pinyin qr``): the only clock, hasher, writer and YAML reader.
- ``model``: what things are; frozen dataclasses and pure functions.
- ``load``: files to model; every problem becomes a finding.
- ``review``: model to findings.
- ``selfcheck``: a built site to what an inspection would say of it.
- ``wechat``: saved pages of the official account to drafts.
- ``pages``, ``feeds``, ``search``: model to page bodies, feeds and the search index.
- ``wechat``: rendered articles to what the official account's editor keeps.
- ``assembly``: one build from start to end; the only room that knows MkDocs.
- ``commands``, ``cli``: one file a command, and the line that composes them.
"""
