using Digilo.Analytics.Model;

namespace Digilo.Analytics.Ingest.Validation;

/// <summary>
/// Codes of the rules; the sentence of each is <c>finding.CODE</c> in the text files, and says what was found, what was
/// expected and what to do.
/// </summary>
internal static class Rules
{
    // The whole file.
    public const string FileMissing = "file-missing";
    public const string FileNotRegular = "file-not-regular";
    public const string FileEmpty = "file-empty";
    public const string FileTooLarge = "file-too-large";
    public const string FileNotText = "file-not-text";
    public const string FormatWrong = "format-wrong";
    public const string FileNul = "file-nul";
    public const string FileChanged = "file-changed";
    public const string EncodingBroken = "encoding-broken";
    public const string HeadingsMissing = "headings-missing";
    public const string HeadingMissing = "heading-missing";
    public const string HeadingDoubled = "heading-doubled";
    public const string TooManyColumns = "too-many-columns";
    public const string RowTooLong = "row-too-long";
    public const string QuoteUnterminated = "quote-unterminated";
    public const string NoRows = "no-rows";
    public const string DateOrderWrong = "date-order-wrong";
    public const string NothingStored = "nothing-stored";
    public const string ItemsMissing = "items-missing";
    public const string ProfileUnknown = "profile-unknown";
    public const string ProfileNotRecognised = "profile-not-recognised";
    public const string ProfileAmbiguous = "profile-ambiguous";
    public const string ProfileNotSynthetic = "profile-not-synthetic";
    public const string ProfileSynthetic = "profile-synthetic";
    public const string OrganisationMissing = "organisation-missing";
    public const string OrganisationUnknown = "organisation-unknown";
    public const string WaveMissing = "wave-missing";
    public const string WaveUnknown = "wave-unknown";
    public const string WaveOrganisation = "wave-organisation";
    public const string WaveUnlinked = "wave-unlinked";
    public const string WaveConflict = "wave-conflict";
    public const string WaveAmbiguous = "wave-ambiguous";
    public const string WaveWrong = "wave-wrong";
    public const string WaveNeedsId = "wave-needs-id";
    public const string AsOfMissing = "as-of-missing";
    public const string CorrectionUnknown = "correction-unknown";
    public const string UnitCycle = "unit-cycle";
    public const string UnpackedTooLarge = "unpacked-too-large";
    public const string XmlTooDeep = "xml-too-deep";
    public const string StructureOnly = "structure-only";
    public const string ParticipantsOnly = "participants-only";
    public const string ResponsesMissing = "responses-missing";

    public const string FileDamaged = "file-damaged";
    public const string FileEncrypted = "file-encrypted";
    public const string TooManyParts = "too-many-parts";
    public const string SharedTextsTooLarge = "shared-texts-too-large";
    public const string XmlTooLong = "xml-too-long";
    public const string XmlDtd = "xml-dtd";
    public const string SheetMissing = "sheet-missing";
    public const string SheetEmpty = "sheet-empty";
    public const string FrameworkMissing = "framework-missing";
    public const string FrameworkTooLarge = "framework-too-large";
    public const string JsonBroken = "json-broken";
    public const string JsonTooDeep = "json-too-deep";
    public const string VoidedTooMany = "voided-too-many";
    public const string FrameworkGlossary = "framework-glossary";
    public const string TitleAbove = "title-above";

    // One row.
    public const string QuotingBroken = "quoting-broken";
    public const string CellCount = "cell-count";
    public const string LevelInvalid = "level-invalid";
    public const string ImportanceInvalid = "importance-invalid";
    public const string CodeUnknown = "code-unknown";
    public const string DateInvalid = "date-invalid";
    public const string NumberInvalid = "number-invalid";
    public const string YearInvalid = "year-invalid";
    public const string ValueMissing = "value-missing";
    public const string IdInvalid = "id-invalid";
    public const string RowDoubled = "row-doubled";
    public const string PersonnummerInField = "personnummer-in-field";
    public const string CharacterInvalid = "character-invalid";
    public const string TextTooLong = "text-too-long";
    public const string PeriodReversed = "period-reversed";
    public const string PeriodOverlap = "period-overlap";
    public const string ParentUnknown = "parent-unknown";
    public const string AliasConflict = "alias-conflict";
    public const string ExampleRow = "example-row";
    public const string CellError = "cell-error";
    public const string PairOfOne = "pair-of-one";
    public const string ProtectedWithoutId = "protected-without-id";
    public const string FrameworkTwice = "framework-twice";
    public const string StatementInvalid = "statement-invalid";
    public const string StatementGroup = "statement-group";
    public const string EntryInvalid = "entry-invalid";

    // Notes.
    public const string TitleRows = "title-rows";
    public const string SheetUnread = "sheet-unread";
    public const string SheetHidden = "sheet-hidden";
    public const string FormulaEmpty = "formula-empty";
    public const string CellsMerged = "cells-merged";
    public const string ColumnUnread = "column-unread";
    public const string DateOrderUnclear = "date-order-unclear";
    public const string StatementsVoided = "statements-voided";
    public const string StatementsVoiding = "statements-voiding";
    public const string DurationUnread = "duration-unread";
    public const string EventMerged = "event-merged";
    public const string RowLeftOut = "row-left-out";
    public const string IdMissing = "id-missing";
    public const string IdDropped = "id-dropped";
    public const string ProtectedIdentity = "protected-identity";
    public const string IdShared = "id-shared";
    public const string IdsDisagree = "ids-disagree";
    public const string ErasedPerson = "erased-person";
    public const string ErasedPersonBack = "erased-person-back";
    public const string KeyMoved = "key-moved";
    public const string FreeText = "free-text";
    public const string FreeTextKept = "free-text-kept";
    public const string FreeTextCleaned = "free-text-cleaned";
    public const string OutsideWave = "outside-wave";
    public const string NoAnswers = "no-answers";
    public const string StraightLining = "straight-lining";
    public const string TooFast = "too-fast";
    public const string RespondentDoubled = "respondent-doubled";
    public const string RegisterDiffers = "register-differs";
    public const string UnitUnknown = "unit-unknown";
    public const string UnitClosed = "unit-closed";
    public const string RoleUnknown = "role-without-requirement";
    public const string CourseUnknown = "course-unknown";
    public const string ProgrammeUnknown = "programme-unknown";
    public const string OperationUnknown = "operation-unknown";
    public const string TargetAreaUnknown = "target-area-unknown";
    public const string PlanUnknown = "plan-unknown";
    public const string DeviceOfMany = "device-of-many";
    public const string FrameworkIds = "framework-ids";
}

/// <summary>What a rule expects, where it is always the same; language-neutral.</summary>
internal static class Expected
{
    public const string Encodings = "UTF-8, Windows-1252, UTF-16";
    public const string Importance = "1–5";
    public const string RequiredLevel = "1–8";
    public const string LevelOrBand = "1–8, 1–2 …";

    /// <summary>The numbers of an item's scale.</summary>
    public static string Of(ItemScale scale)
    {
        var (lowest, highest) = InstrumentItem.Range(scale);
        return FormattableString.Invariant($"{lowest}–{highest}");
    }
}
