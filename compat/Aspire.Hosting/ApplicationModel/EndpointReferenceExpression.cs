using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of an endpoint's address, known once the application starts.</summary>
/// <param name="endpointReference">The endpoint.</param>
/// <param name="property">The part.</param>
public sealed class EndpointReferenceExpression(EndpointReference endpointReference, EndpointProperty property)
    : IManifestExpressionProvider,
        IValueProvider
{
    /// <summary>The endpoint.</summary>
    public EndpointReference Endpoint { get; } = endpointReference;

    /// <summary>The part.</summary>
    public EndpointProperty Property { get; } = property;

    /// <inheritdoc />
    public string ValueExpression =>
        $"{{{Endpoint.Resource.Name}.bindings.{Endpoint.EndpointName}.{Property.ToString().ToLowerInvariant()}}}";

    /// <inheritdoc />
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(
            Property switch
            {
                EndpointProperty.Url => Endpoint.Url,
                EndpointProperty.Host => Endpoint.Host,
                EndpointProperty.IPV4Host => "127.0.0.1",
                EndpointProperty.Port => Endpoint.Port.ToString(CultureInfo.InvariantCulture),
                EndpointProperty.Scheme => Endpoint.Scheme,
                EndpointProperty.TargetPort => (Endpoint.TargetPort ?? Endpoint.Port).ToString(
                    CultureInfo.InvariantCulture
                ),
                EndpointProperty.HostAndPort => $"{Endpoint.Host}:{Endpoint.Port}",
                _ => throw new InvalidOperationException($"Endpoint property '{Property}' is unknown."),
            }
        );
}
