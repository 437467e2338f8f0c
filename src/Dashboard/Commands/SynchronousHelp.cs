using System.CommandLine;
using System.CommandLine.Invocation;
using Digilo.Analytics.Dashboard.Hosting;

namespace Digilo.Analytics.Dashboard.Commands;

/// <summary>Answers <c>--help</c> with our own help, in the user's language.</summary>
internal sealed class SynchronousHelp : SynchronousCommandLineAction
{
    private readonly string _language;
    private readonly TextWriter _output;

    /// <summary>In a language, to a writer.</summary>
    public SynchronousHelp(string language, TextWriter output)
    {
        _language = language;
        _output = output;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        HelpText.Write(parseResult.CommandResult.Command, _language, _output);
        return ExitCodes.Good;
    }
}
