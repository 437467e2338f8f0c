-- parameters: none
-- Every content that was taken in, and the youngest day that it was said to describe.
SELECT d.organisation, d.content_hash, d.profile, d.profile_version, d.wave, MAX(d.as_of) AS as_of
FROM delivery d
WHERE d.status <> 'Refused'
GROUP BY d.organisation, d.content_hash, d.profile, d.profile_version, d.wave
ORDER BY d.organisation, d.content_hash, d.profile, d.profile_version, d.wave;
