using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Projects;

namespace Aspire.Hosting;

/// <summary>Adds .NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project the AppHost references.</summary>
    /// <typeparam name="TProject">The generated class of the project, in namespace Projects.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <returns>The resource's builder.</returns>
    /// <remarks>Its endpoints are those of <c>Kestrel:Endpoints</c> in its appsettings.json.</remarks>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name
    )
        where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation<IProjectMetadata>(metadata);
        foreach (var endpoint in KestrelEndpoints.Read(metadata.ProjectPath, builder.Environment.EnvironmentName))
        {
            project.WithAnnotation(
                new EndpointAnnotation(ProtocolType.Tcp, endpoint.Scheme, endpoint.Transport, endpoint.Name)
                {
                    FromKestrelConfiguration = true,
                }
            );
        }
        return project;
    }

    /// <summary>Runs several processes of the project behind one address.</summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">The number, 1 or more.</param>
    /// <returns>The builder.</returns>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder,
        int replicas
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }
}
