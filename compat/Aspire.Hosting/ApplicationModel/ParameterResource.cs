namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside: configuration key Parameters:{name}, or a default.</summary>
public sealed class ParameterResource : Resource, IManifestExpressionProvider, IValueProvider
{
    private readonly Lazy<string> _value;

    /// <summary>Creates a parameter.</summary>
    /// <param name="name">The name.</param>
    /// <param name="callback">Gives the value; receives the declared default.</param>
    /// <param name="secret">Whether the value is masked wherever it is shown.</param>
    public ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
        : base(name)
    {
        Secret = secret;
        _value = new Lazy<string>(() => callback(Default));
    }

    /// <summary>Whether the value is masked wherever it is shown.</summary>
    public bool Secret { get; }

    /// <summary>Makes the value when configuration has none.</summary>
    public ParameterDefault? Default { get; set; }

    /// <inheritdoc />
    public string ValueExpression => $"{{{Name}.value}}";

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<string?>(_value.Value);
}
