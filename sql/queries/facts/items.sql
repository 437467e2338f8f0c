-- parameters: @delivery bigint
SELECT i.item, COALESCE(i.competence, i.item) AS competence, CAST(COALESCE(i.dimension, 0) AS BIGINT) AS dimension,
    CAST(COALESCE(i.evidence, 0) AS BIGINT) AS evidence, CAST(COALESCE(i.scale, 0) AS BIGINT) AS scale
FROM delivery_item i
WHERE i.delivery_id = @delivery
ORDER BY i.position;
