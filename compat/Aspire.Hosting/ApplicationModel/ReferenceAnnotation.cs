namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource uses another one; it is stopped before that one.</summary>
internal sealed record ReferenceAnnotation(IResource Resource) : IResourceAnnotation;
