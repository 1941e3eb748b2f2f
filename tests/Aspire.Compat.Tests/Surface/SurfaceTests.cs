using System.Reflection;
using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Aspire.Compat.Tests.Surface;

/// <summary>
/// The official packages cannot be restored everywhere this builds, so their surface is recorded here by hand (version
/// 13.5, from the listings kept next to each package), as far as we have the same members. Whatever we add beyond it
/// would not compile with -p:OfficialPackages=true.
/// </summary>
public sealed class SurfaceTests
{
    private const string Connection = "IResourceBuilder<IResourceWithConnectionString>";
    private const string Discovery = "IResourceBuilder<IResourceWithServiceDiscovery>";
    private const string Parameter = "IResourceBuilder<ParameterResource>";
    private const string Handler = "ExpressionInterpolatedStringHandler";

    private static readonly string[] s_official =
    [
        $"AddPostgres(String name, {Parameter} userName = null, {Parameter} password = null, Int32? port = null)",
        "AddDatabase(String name, String databaseName = null)",
        $"AddRedis(String name, Int32? port = null, {Parameter} password = null)",
        $"AddRabbitMQ(String name, {Parameter} userName = null, {Parameter} password = null, Int32? port = null)",
        "WithDataVolume(String name = null, Boolean isReadOnly = False)",
        "AddParameter(String name, Boolean secret = False)",
        "AddParameter(String name, ParameterDefault value, Boolean secret = False, Boolean persist = False)",
        "AddProject(String name)",
        "WithReplicas(Int32 replicas)",
        "AddExecutable(String name, String command, String workingDirectory, String[] args)",
        $"WithReference({Connection} source, String connectionName = null, Boolean optional = False)",
        $"WithReference({Discovery} source)",
        "WaitFor(IResourceBuilder<IResource> dependency)",
        "WaitForStart(IResourceBuilder<IResource> dependency)",
        "WaitForCompletion(IResourceBuilder<IResource> dependency, Int32 exitCode = 0)",
        "WithEnvironment(String name, String value)",
        $"WithEnvironment(String name, {Handler} value)",
        "WithEnvironment(String name, ReferenceExpression value)",
        "WithEnvironment(String name, EndpointReference endpointReference)",
        $"WithEnvironment(String name, {Parameter} parameter)",
        "WithEnvironment(Action<EnvironmentCallbackContext> callback)",
        "WithHttpEndpoint(Int32? port = null, Int32? targetPort = null, String name = null, String env = null, "
            + "Boolean isProxied = True)",
        "WithEndpoint(Int32? port = null, Int32? targetPort = null, String scheme = null, String name = null, "
            + "String env = null, Boolean isProxied = True, Boolean? isExternal = null, ProtocolType? protocol = null)",
        "WithEndpoint(String endpointName, Action<EndpointAnnotation> callback, Boolean createIfNotExists = True)",
        "WithExternalHttpEndpoints()",
        "WithHttpHealthCheck(String path = null, Int32? statusCode = null, String endpointName = null)",
        "WithArgs(String[] args)",
        "GetEndpoint(String name)",
        "WithExplicitStart()",
        "CreateHttpClient(String resourceName, String endpointName = null)",
        "GetEndpoint(String resourceName, String endpointName = null)",
        "GetConnectionStringAsync(String resourceName, CancellationToken cancellationToken = null)",
    ];

    public static TheoryData<string, string> OfficialTypes =>
        new()
        {
            { "Aspire.Hosting", "IProjectMetadata" },
            { "Aspire.Hosting", "IResourceWithServiceDiscovery" },
            { "Aspire.Hosting", "IDistributedApplicationBuilder" },
            { "Aspire.Hosting", "DistributedApplication" },
            { "Aspire.Hosting", "DistributedApplicationOptions" },
            { "Aspire.Hosting", "DistributedApplicationException" },
            { "Aspire.Hosting.ApplicationModel", "IResourceWithConnectionString" },
            { "Aspire.Hosting.ApplicationModel", "IResourceWithWaitSupport" },
            { "Aspire.Hosting.ApplicationModel", "EndpointReference" },
            { "Aspire.Hosting.ApplicationModel", "ReferenceExpression" },
            { "Aspire.Hosting.ApplicationModel", "ParameterResource" },
            { "Aspire.Hosting.ApplicationModel", "ParameterDefault" },
            { "Aspire.Hosting.ApplicationModel", "GenerateParameterDefault" },
            { "Aspire.Hosting.ApplicationModel", "ResourceNotificationService" },
            { "Aspire.Hosting.ApplicationModel", "ResourceCommandService" },
            { "Aspire.Hosting.ApplicationModel", "ResourceLoggerService" },
            { "Aspire.Hosting.ApplicationModel", "KnownResourceStates" },
            { "Aspire.Hosting.ApplicationModel", "KnownResourceCommands" },
            { "Aspire.Hosting.Publishing", "ManifestPublishingContext" },
        };

    [Fact]
    public void ExtensionMethods_AreThoseOfTheOfficialPackages()
    {
        var ours = new[] { typeof(DistributedApplication), typeof(DistributedApplicationTestingBuilder) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)))
            .Select(Describe)
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(s_official.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OfficialTypes))]
    public void Types_HaveTheirOfficialNamespace(string space, string name) =>
        Assert.NotNull(typeof(DistributedApplication).Assembly.GetType($"{space}.{name}"));

    [Theory]
    [InlineData(typeof(PostgresServerResource), typeof(ContainerResource))]
    [InlineData(typeof(RedisResource), typeof(ContainerResource))]
    [InlineData(typeof(RabbitMQServerResource), typeof(ContainerResource))]
    [InlineData(typeof(PostgresDatabaseResource), typeof(IResourceWithParent<PostgresServerResource>))]
    [InlineData(typeof(PostgresDatabaseResource), typeof(IResourceWithConnectionString))]
    [InlineData(typeof(ProjectResource), typeof(IResourceWithServiceDiscovery))]
    [InlineData(typeof(ProjectResource), typeof(IResourceWithArgs))]
    [InlineData(typeof(ProjectResource), typeof(IResourceWithWaitSupport))]
    public void Types_AreOfTheirOfficialKind(Type type, Type kind) => Assert.True(kind.IsAssignableFrom(type));

    private static string Describe(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Skip(1).Select(Describe))})";

    private static string Describe(ParameterInfo parameter)
    {
        var text = $"{Describe(parameter.ParameterType)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {parameter.DefaultValue ?? "null"}" : text;
    }

    private static string Describe(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return underlying.Name + "?";
        }
        var bare = type.IsByRef ? type.GetElementType()! : type;
        return bare.IsGenericType
            ? $"{bare.Name.Split('`')[0]}<{string.Join(", ", bare.GetGenericArguments().Select(Describe))}>"
            : bare.Name;
    }
}
