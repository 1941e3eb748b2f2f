using System.Text.Json;

namespace Aspire.Hosting.Parameters;

/// <summary>Keeps generated values between runs, in a file only its owner can read.</summary>
internal sealed class ParameterStore(string stateFolder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Lock s_lock = new();
    private static readonly JsonSerializerOptions s_format = new() { WriteIndented = true };
    private readonly string _path = Path.Combine(stateFolder, "parameters.json");

    public string GetOrAdd(string name, Func<string> make)
    {
        lock (s_lock)
        {
            if (Read().TryGetValue(name, out var kept))
            {
                return kept;
            }
        }
        // Outside the lock: what is made may rest on another value that is kept here.
        var made = make();
        lock (s_lock)
        {
            var values = Read();
            if (values.TryGetValue(name, out var kept))
            {
                return kept;
            }
            values[name] = made;
            Write(values);
            return made;
        }
    }

    private SortedDictionary<string, string> Read()
    {
        if (!File.Exists(_path))
        {
            return new(StringComparer.Ordinal);
        }
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_path))
                ?? new(StringComparer.Ordinal);
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException(
                $"{_path} is not valid JSON. It holds the generated passwords of the data beside it: "
                    + "repair it, or remove the whole folder to start afresh.",
                exception
            );
        }
    }

    // Written aside and renamed, so that a crash or a full disk leaves the old file and not half of the new one.
    private void Write(SortedDictionary<string, string> values)
    {
        var aside = _path + ".new";
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        using (var file = new FileStream(aside, options))
        {
            JsonSerializer.Serialize(file, values, s_format);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, _path, overwrite: true);
    }
}
