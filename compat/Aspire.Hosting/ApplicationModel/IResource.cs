namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a server, a database, a project, a parameter.</summary>
public interface IResource
{
    /// <summary>The name, unique among the application's resources.</summary>
    string Name { get; }

    /// <summary>What is known about the resource: endpoints, environment, dependencies.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
