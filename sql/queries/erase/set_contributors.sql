-- parameters: @organisation nvarchar(20), @wave nvarchar(40), @number bigint, @contributors varbinary(max)
UPDATE wave_release SET contributors = @contributors WHERE organisation = @organisation AND wave = @wave AND number = @number;
