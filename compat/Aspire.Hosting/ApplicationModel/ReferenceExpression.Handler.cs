using System.Runtime.CompilerServices;
using System.Text;

namespace Aspire.Hosting.ApplicationModel;

public sealed partial class ReferenceExpression
{
    /// <summary>Collects the parts of an interpolated string; the compiler calls it.</summary>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler
    {
        private readonly StringBuilder _format;
        private readonly List<Hole> _holes;

        /// <summary>Starts a string.</summary>
        /// <param name="literalLength">Length of the literal parts, in characters.</param>
        /// <param name="formattedCount">Number of holes.</param>
        public ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
        {
            _format = new StringBuilder(literalLength + (3 * formattedCount));
            _holes = new List<Hole>(formattedCount);
        }

        /// <summary>Appends literal text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendLiteral(string value) =>
            _format.Append(
                value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
            );

        /// <summary>Appends text that is known already.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendFormatted(string? value) => AppendLiteral(value ?? string.Empty);

        /// <summary>Appends a value that is known at start.</summary>
        /// <typeparam name="T">The provider's type.</typeparam>
        /// <param name="valueProvider">Gives the value.</param>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => AppendFormatted(valueProvider, format: null);

        /// <summary>Appends a value that is known at start.</summary>
        /// <typeparam name="T">The provider's type.</typeparam>
        /// <param name="valueProvider">Gives the value.</param>
        /// <param name="format">null for as it is, <c>uri</c> for percent-encoded.</param>
        public readonly void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider
        {
            var escaped = format switch
            {
                null => false,
                "uri" => true,
                _ => throw new FormatException($"Format '{format}' is unknown; the only one is 'uri'."),
            };
            _format.Append('{').Append(_holes.Count).Append('}');
            _holes.Add(new Hole(valueProvider, valueProvider.ValueExpression, escaped));
        }

        /// <summary>Appends the value of a resource.</summary>
        /// <typeparam name="T">The resource's type.</typeparam>
        /// <param name="valueProvider">The resource's builder.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider =>
            AppendFormatted(valueProvider.Resource, format: null);

        internal readonly ReferenceExpression ToExpression() => new(_format.ToString(), _holes);
    }
}
