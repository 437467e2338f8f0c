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

/// <summary>Who coaches whom in a pair of a manager and an employee.</summary>
public enum CoachingDirection : byte
{
    /// <summary>Not delivered; a reader of files takes it as <see cref="Both"/>, the usual arrangement.</summary>
    Unknown = 0,
    /// <summary>The manager coaches the employee.</summary>
    ManagerCoaches = 1,
    /// <summary>The employee coaches the manager.</summary>
    EmployeeCoaches = 2,
    /// <summary>Each coaches the other.</summary>
    Both = 3,
}

/// <summary>What became of an idea.</summary>
public enum IdeaStatus : byte
{
    /// <summary>Not delivered.</summary>
    Unknown = 0,
    /// <summary>Received, nothing decided.</summary>
    Received = 1,
    /// <summary>Something was done because of it.</summary>
    Acted = 2,
    /// <summary>It was decided not to.</summary>
    Declined = 3,
}

/// <summary>What an entry of a delivered framework is.</summary>
public enum FrameworkEntry : byte
{
    /// <summary>An area.</summary>
    Area = 1,
    /// <summary>A competence; its parent is the area.</summary>
    Competence = 2,
    /// <summary>A named level or band of levels, within 1–8.</summary>
    Level = 3,
    /// <summary>What somebody with the competence knows, can or holds; its parent is the competence.</summary>
    Statement = 4,
    /// <summary>A learning outcome; its parent is the competence or a statement.</summary>
    Outcome = 5,
}

/// <summary>The side of a competence that a statement or an item is about; sides are never mixed in one figure.</summary>
public enum CompetenceDimension : byte
{
    /// <summary>The competence as a whole, or not told.</summary>
    None = 0,
    /// <summary>Knowledge.</summary>
    Knowledge = 1,
    /// <summary>Skill.</summary>
    Skill = 2,
    /// <summary>Attitude.</summary>
    Attitude = 3,
}
