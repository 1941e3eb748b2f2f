namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is somebody else's: configuration gave ConnectionStrings:{name}, so no process is started.</summary>
internal sealed record ExternalConnectionAnnotation(string ConnectionString) : IResourceAnnotation
{
    public static ExternalConnectionAnnotation? Find(IResource resource) =>
        resource.Annotations.OfType<ExternalConnectionAnnotation>().LastOrDefault();

    // The text holds a password, and records print themselves.
    public override string ToString() => nameof(ExternalConnectionAnnotation);
}
