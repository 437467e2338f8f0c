using System.Globalization;

namespace Digilo.Analytics.Model;

/// <summary>
/// One rule of the policy (method §4): its name, where it stands in the method, which parts of the program act by it, and the numbers
/// that its text is filled in with. The words are in the text files: <c>protection.CODE.title</c>, <c>protection.CODE.text</c> and, where
/// those who answer are told, <c>protection.CODE.notice</c>.
/// </summary>
/// <param name="Code">Stable name, also its place on the method page.</param>
/// <param name="Section">Where the method says it, e.g. "4.2a".</param>
/// <param name="ActsIn">Types that act by it, without the program's name space, e.g. "Disclosure.Hiding"; never empty.</param>
/// <param name="Numbers">The numbers of its text, in the order of the placeholders; the same for both texts.</param>
public sealed record DisclosureRule(string Code, string Section, IReadOnlyList<string> ActsIn, Func<DisclosurePolicy, IReadOnlyList<int>> Numbers)
{
    /// <summary>True if those who are asked are told of it.</summary>
    public bool IsInNotice { get; init; }

    /// <summary>Does it act at all with these settings? If not, its text is <c>protection.CODE.off</c>.</summary>
    public Func<DisclosurePolicy, bool> IsOn { get; init; } = _ => true;

    /// <summary>Its name in words.</summary>
    public Message Title => new($"protection.{Code}.title");

    /// <summary>What it says with these settings.</summary>
    public Message Text(DisclosurePolicy policy) => Say(IsOn(policy) ? "text" : "off", policy);

    /// <summary>What those who are asked are told; <see cref="Message.None"/> where they are told nothing of it.</summary>
    public Message Notice(DisclosurePolicy policy) => IsInNotice && IsOn(policy) ? Say("notice", policy) : Message.None;

    private Message Say(string part, DisclosurePolicy policy) =>
        new($"protection.{Code}.{part}", [.. Numbers(policy).Select(n => n.ToString(CultureInfo.InvariantCulture))]);
}
