using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with holes that are filled when the application starts.</summary>
public sealed partial class ReferenceExpression : IManifestExpressionProvider, IValueProvider
{
    private readonly IValueProvider[] _providers;
    private readonly string[] _placeholders;
    private readonly bool[] _escaped;

    private ReferenceExpression(string format, IReadOnlyList<Hole> holes)
    {
        Format = format;
        _providers = [.. holes.Select(hole => hole.Provider)];
        _placeholders = [.. holes.Select(hole => hole.Placeholder)];
        _escaped = [.. holes.Select(hole => hole.UriEscaped)];
    }

    /// <summary>The text in the notation of <see cref="string.Format(string, object)"/>.</summary>
    public string Format { get; }

    /// <summary>What fills the holes, in order.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders => _providers;

    /// <inheritdoc />
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, _placeholders);

    /// <summary>Makes an expression of an interpolated string.</summary>
    /// <param name="handler">The string; its holes are strings, value providers, or builders of such.</param>
    /// <returns>The expression.</returns>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <summary>Fills the holes.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The text, or null when a hole has no value.</returns>
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        var values = new string[_providers.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = await _providers[i].GetValueAsync(cancellationToken);
            if (value is null)
            {
                return null;
            }
            values[i] = _escaped[i] ? Uri.EscapeDataString(value) : value;
        }
        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }

    private sealed record Hole(IValueProvider Provider, string Placeholder, bool UriEscaped);
}
