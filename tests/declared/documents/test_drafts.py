from kanhe.declared.documents.drafts import Cell, Draft, Table


def test_tables_do_not_share_their_rows() -> None:
    first, second = Table(), Table()
    first.rows.append([Cell(0, 1, False, 1, 1)])
    assert second.rows == []
    assert first.rows[0][0].drafts is not Cell(0, 1, False, 1, 1).drafts


def test_a_draft_is_a_stretch() -> None:
    draft = Draft("paragraph", 2, 5)
    assert (draft.level, draft.marker, draft.region, draft.table, draft.ready) == (0, None, "", None, ())
