using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Chat.Architecture.Tests;

/// <summary>Writes the default of a setting as papers do.</summary>
internal static partial class SettingDefault
{
    public const string None = "none";

    private const int LongestText = 60;

    public static string Of(PropertyDeclarationSyntax property) =>
        property.Initializer is { } initializer ? Describe(initializer.Value)
        : property.Type.ToString() == "bool" ? "false"
        : None;

    /// <summary>Whether what a paper says of a default agrees, in units of its own; sentences are not understood.</summary>
    public static bool Agrees(string value, string said) => !Value().IsMatch(said) || Plain(value) == Plain(said);

    private static string Plain(string text)
    {
        var words = text.Trim('`').Replace(",", "", StringComparison.Ordinal).Split(' ');
        if (!double.TryParse(words[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return text.Trim('`') is "any" ? None : text.Trim('`');
        }

        var (factor, unit) = words.ElementAtOrDefault(1) switch
        {
            "ms" => (0.001, "s"),
            "s" => (1, "s"),
            "min" => (60, "s"),
            "h" => (3_600, "s"),
            "d" or "day" => (86_400, "s"),
            "KiB" => (1 << 10, ""),
            "MiB" => (1 << 20, ""),
            _ => (1, ""),
        };
        return $"{Math.Round(number * factor, 6)} {unit}";
    }

    private static string Describe(ExpressionSyntax value) =>
        value switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => Text(text),
            LiteralExpressionSyntax { Token.Value: bool flag } => flag ? "true" : "false",
            _ when Number(value) is { } number => number.ToString("#,0.###", CultureInfo.InvariantCulture),
            InvocationExpressionSyntax { ArgumentList.Arguments: [var amount] } call
                when Unit(call.Expression.ToString()) is { } unit => $"{Describe(amount.Expression)} {unit}",
            BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression) => Text(
                string.Concat(binary.DescendantNodes().OfType<LiteralExpressionSyntax>().Select(l => l.Token.ValueText))
            ),
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax owner } member => Constant(
                owner.Identifier.Text,
                member.Name.Identifier.Text
            ),
            IdentifierNameSyntax name when value.FirstAncestorOrSelf<ClassDeclarationSyntax>() is { } owner => Constant(
                owner.Identifier.Text,
                name.Identifier.Text
            ),
            CollectionExpressionSyntax { Elements.Count: 0 } => None,
            // Of a Guid the text, of a dictionary its comparer: a collection begins empty.
            BaseObjectCreationExpressionSyntax made => made.DescendantNodes()
                .OfType<LiteralExpressionSyntax>()
                .Select(literal => Describe(literal))
                .FirstOrDefault(None),
            _ => $"`{value}`",
        };

    private static string Text(string text) =>
        text.Length == 0 ? None
        : text.Length <= LongestText ? $"`{text}`"
        : $"`{text[..LongestText]}...`";

    private static double? Number(ExpressionSyntax value) =>
        value switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression) =>
                Convert.ToDouble(literal.Token.Value, CultureInfo.InvariantCulture),
            BinaryExpressionSyntax { OperatorToken.Text: "*" } product => Number(product.Left) * Number(product.Right),
            BinaryExpressionSyntax { OperatorToken.Text: "<<" } shift => Number(shift.Left)
                * Math.Pow(2, Number(shift.Right) ?? 0),
            _ => null,
        };

    private static string? Unit(string call) =>
        call switch
        {
            "TimeSpan.FromMilliseconds" => "ms",
            "TimeSpan.FromSeconds" => "s",
            "TimeSpan.FromMinutes" => "min",
            "TimeSpan.FromHours" => "h",
            "TimeSpan.FromDays" => "d",
            _ => null,
        };

    private static string Constant(string owner, string name) =>
        (
            from file in Sources.Production
            from type in file.Nodes<TypeDeclarationSyntax>()
            where type.Identifier.Text == owner
            from field in type.Members.OfType<FieldDeclarationSyntax>()
            from variable in field.Declaration.Variables
            where variable.Identifier.Text == name
            from literal in variable.DescendantNodes().OfType<LiteralExpressionSyntax>()
            select Describe(literal)
        ).FirstOrDefault($"`{owner}.{name}`");

    [GeneratedRegex("^([0-9][^a-z]*( [a-zA-Z]+)?|`[^`]+`|true|false|none|any)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();
}
