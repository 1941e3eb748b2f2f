using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>What the servers have in common.</summary>
internal static class InfrastructureBuilderExtensions
{
    public static IResourceBuilder<T> UseExternalConnection<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithConnectionString
    {
        var configured = builder.ApplicationBuilder.Configuration.GetConnectionString(builder.Resource.Name);
        return string.IsNullOrEmpty(configured)
            ? builder
            : builder.WithAnnotation(new ExternalConnectionAnnotation(configured));
    }

    public static IResourceBuilder<T> KeepData<T>(this IResourceBuilder<T> builder, string? name, bool isReadOnly)
        where T : IResource
    {
        if (isReadOnly)
        {
            throw new DistributedApplicationException($"The data of '{builder.Resource.Name}' cannot be read-only.");
        }
        return builder.WithAnnotation(
            new DataFolderAnnotation(name ?? builder.Resource.Name),
            ResourceAnnotationMutationBehavior.Replace
        );
    }
}
