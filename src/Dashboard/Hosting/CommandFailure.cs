using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Hosting;

/// <summary>A failure that the user can mend: a text that says what and what to do, and the exit code.</summary>
internal sealed class CommandFailure : Exception
{
    /// <summary>With the exit code, the text's code and its arguments.</summary>
    public CommandFailure(int exitCode, string code, params string[] arguments)
        : base(code)
    {
        ExitCode = exitCode;
        Text = new Message(code, arguments);
    }

    /// <summary>What the program tells the shell.</summary>
    public int ExitCode { get; }

    /// <summary>For people, in their language.</summary>
    public Message Text { get; }
}
