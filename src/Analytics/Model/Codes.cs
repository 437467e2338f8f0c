namespace Digilo.Analytics.Model;

/// <summary>Gender as the employer delivered it; never derived from a personnummer. Stored as the number.</summary>
public enum Gender : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>Woman.</summary>
    Woman = 1,
    /// <summary>Man.</summary>
    Man = 2,
    /// <summary>Another or no gender.</summary>
    Other = 3,
}

/// <summary>Yes, no, or not known: an unknown is never counted as a no.</summary>
public enum YesNo : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>Yes.</summary>
    Yes = 1,
    /// <summary>No.</summary>
    No = 2,
}

/// <summary>The digital tool that the employer provides.</summary>
public enum DeviceAccess : byte
{
    /// <summary>Not delivered; a category of its own.</summary>
    Unknown = 0,
    /// <summary>A tool of one's own.</summary>
    Own = 1,
    /// <summary>A tool shared by at most five persons.</summary>
    Shared = 2,
    /// <summary>No tool.</summary>
    None = 3,
}

/// <summary>Form of employment.</summary>
public enum EmploymentForm : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>Tillsvidare.</summary>
    Permanent = 1,
    /// <summary>Visstid.</summary>
    FixedTerm = 2,
    /// <summary>Timavlönad.</summary>
    Hourly = 3,
}

/// <summary>Whether the survey was sent to the person, for the rate answered/offered.</summary>
public enum OfferState : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>Sent.</summary>
    Sent = 1,
    /// <summary>Not sent.</summary>
    NotSent = 2,
    /// <summary>Sent, and came back.</summary>
    Bounced = 3,
}

/// <summary>How an answer was given.</summary>
public enum AnswerChannel : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>On a device of one's own.</summary>
    OwnDevice = 1,
    /// <summary>On a shared device.</summary>
    SharedDevice = 2,
    /// <summary>At a kiosk.</summary>
    Kiosk = 3,
    /// <summary>On paper, entered afterwards.</summary>
    Paper = 4,
    /// <summary>With somebody's help.</summary>
    Helped = 5,
}

/// <summary>How far a training enrolment has come.</summary>
public enum TrainingStatus : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>Enrolled, not finished.</summary>
    Enrolled = 1,
    /// <summary>Completed according to the course's rule.</summary>
    Completed = 2,
    /// <summary>Broken off.</summary>
    Interrupted = 3,
}
