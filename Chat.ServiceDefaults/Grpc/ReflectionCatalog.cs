using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>The contracts of this process, by file and by symbol.</summary>
internal sealed class ReflectionCatalog
{
    private readonly Dictionary<string, FileDescriptor> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> symbols = new(StringComparer.Ordinal);

    public ReflectionCatalog(IEnumerable<GrpcServiceEntry> entries)
    {
        var services = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var contract in entries.Select(entry => entry.Contract).OfType<ServiceDescriptor>())
        {
            services.Add(contract.FullName);
            AddFile(contract.File);
        }

        foreach (var file in new[] { HealthReflection.Descriptor, ReflectionReflection.Descriptor })
        {
            services.UnionWith(file.Services.Select(service => service.FullName));
            AddFile(file);
        }

        Services = [.. services];
    }

    public IReadOnlyList<string> Services { get; }

    public FileDescriptor? FindFile(string name) => files.GetValueOrDefault(name);

    public FileDescriptor? FindSymbol(string name) => symbols.GetValueOrDefault(name);

    private void AddFile(FileDescriptor file)
    {
        if (!files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            AddFile(import);
        }

        foreach (var service in file.Services)
        {
            symbols[service.FullName] = file;
            foreach (var method in service.Methods)
            {
                symbols[method.FullName] = file;
            }
        }

        foreach (var message in file.MessageTypes)
        {
            AddMessage(message, file);
        }

        foreach (var type in file.EnumTypes)
        {
            symbols[type.FullName] = file;
        }
    }

    private void AddMessage(MessageDescriptor message, FileDescriptor file)
    {
        symbols[message.FullName] = file;
        foreach (var nested in message.NestedTypes)
        {
            AddMessage(nested, file);
        }

        foreach (var type in message.EnumTypes)
        {
            symbols[type.FullName] = file;
        }
    }
}
