namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is healthy when this request gets this status.</summary>
internal sealed record HttpHealthCheckAnnotation(string Path, int StatusCode, string EndpointName)
    : IResourceAnnotation;
