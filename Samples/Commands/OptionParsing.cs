using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace DslManifolds.Samples.Commands;

/// <summary>Options whose errors say in one line what was given and what may be given.</summary>
internal static class OptionParsing
{
    /// <summary>A whole number within bounds.</summary>
    public static Option<int> Integer(string name, string description, int least, int most, int fallback) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most)
                return value;
            result.AddError(FormattableString.Invariant($"{name} {text}: give a whole number from {least} to {most}."));
            return fallback;
        },
    };

    /// <summary>A whole number within bounds that may be left out.</summary>
    public static Option<int?> OptionalInteger(string name, string description, int least, int most)
    {
        var integer = Integer(name, description, least, most, least);
        return new Option<int?>(name)
        {
            Description = description,
            HelpName = integer.HelpName,
            CustomParser = result => integer.CustomParser!(result),
        };
    }

    /// <summary>A positive number.</summary>
    public static Option<double> Positive(string name, string description, double most, double fallback) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value > 0 && value <= most)
                return value;
            result.AddError(FormattableString.Invariant($"{name} {text}: give a number above 0, at most {most}."));
            return fallback;
        },
    };

    /// <summary>One of some words; the first is the default.</summary>
    public static Option<string> Word(string name, string description, params string[] words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words),
        DefaultValueFactory = _ => words[0],
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!words.Contains(text, StringComparer.Ordinal))
                result.AddError($"{name} {text}: {Suggestion.For(text, words)}");
            return text;
        },
    };

    /// <summary>One of some words, or none.</summary>
    public static Option<string?> OptionalWord(string name, string description, params string[] words)
    {
        var word = Word(name, description, words);
        return new Option<string?>(name)
        {
            Description = description,
            HelpName = word.HelpName,
            CustomParser = result => word.CustomParser!(result),
        };
    }

    /// <summary>The first error of a command line, as one line; null where there is none.</summary>
    public static string? Error(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return null;
        // An unknown command also raises "a command is required", which says less.
        if (parsed.UnmatchedTokens.Count > 0)
            return Unmatched(parsed, parsed.UnmatchedTokens[0]);
        var (message, about) = (parsed.Errors[0].Message, parsed.Errors[0].SymbolResult);
        if (about is OptionResult { Tokens.Count: 0, Option: var bare })
            return $"{bare.Name}: its value is missing; write {bare.Name} {bare.HelpName}.";
        if (about is OptionResult { Tokens.Count: > 1, Option: var repeated })
            return $"{repeated.Name}: given more than once; give it once.";
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        return string.Join(' ', message.Split(['\r', '\n', '\t'], Trimmed));
    }

    private static string Unmatched(ParseResult parsed, string token)
    {
        var command = parsed.CommandResult.Command;
        var options = command.Options.Select(option => option.Name);
        var commands = command.Subcommands.Select(subcommand => subcommand.Name);
        return token.StartsWith('-')
            ? $"{token}: no such option of '{command.Name}'; {Suggestion.For(token, options)}"
            : command.Subcommands.Count > 0
                ? $"{token}: no such command; {Suggestion.For(token, commands)}"
                : $"{token}: '{command.Name}' takes nothing more here; leave it out.";
    }
}
