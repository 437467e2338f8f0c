namespace Digilo.Analytics.Rights;

/// <summary>A report in words, before it has a format.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Facts">Employer, day and so on.</param>
/// <param name="Lead">Paragraphs for the reader.</param>
/// <param name="Sections">By topic.</param>
internal sealed record PersonDocument(
    string Title, IReadOnlyList<PersonField> Facts, IReadOnlyList<string> Lead, IReadOnlyList<PersonSection> Sections);

/// <summary>One topic.</summary>
/// <param name="Heading">Its name.</param>
/// <param name="Lead">What it is, or that there is nothing.</param>
/// <param name="Items">Rows.</param>
internal sealed record PersonSection(string Heading, string Lead, IReadOnlyList<PersonItem> Items);

/// <summary>One row.</summary>
/// <param name="Heading">Where it comes from; empty = none.</param>
/// <param name="Fields">What it says.</param>
internal sealed record PersonItem(string Heading, IReadOnlyList<PersonField> Fields);

/// <summary>One value with its name.</summary>
/// <param name="Label">Name.</param>
/// <param name="Value">In words.</param>
internal sealed record PersonField(string Label, string Value);
