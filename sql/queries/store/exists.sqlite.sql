-- parameters: none
SELECT COUNT(*) FROM sqlite_master t WHERE t.type = 'table' AND t.name = 'store_info';
