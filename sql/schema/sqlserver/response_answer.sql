-- The packed answers unpacked, one row an answer and item. For the owner login only: it is granted to nobody.
CREATE VIEW response_answer AS
SELECT r.delivery_id, r.row_no, r.row_key, i.position, i.item, CAST(SUBSTRING(r.answers, i.position + 1, 1) AS TINYINT) AS answer
FROM response r
INNER JOIN delivery_item i ON i.delivery_id = r.delivery_id;
