-- The packed answers unpacked, one row an answer and item. For the owner login only: it is granted to nobody.
CREATE VIEW response_answer AS
SELECT r.delivery_id, r.row_no, r.row_key, i.position, i.item,
    (INSTR('0123456789ABCDEF', SUBSTR(HEX(SUBSTR(r.answers, i.position + 1, 1)), 1, 1)) - 1) * 16
        + INSTR('0123456789ABCDEF', SUBSTR(HEX(SUBSTR(r.answers, i.position + 1, 1)), 2, 1)) - 1 AS answer
FROM response r
INNER JOIN delivery_item i ON i.delivery_id = r.delivery_id;
