using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Parameters;
using Microsoft.Extensions.Configuration;

namespace Aspire.Compat.Tests.Parameters;

public sealed class ParameterValuesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parameters-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Parameters:my-key")]
    [InlineData("Parameters:my_key")]
    public void Get_Configured_WinsOverTheDefault(string key)
    {
        var values = Create((key, "configured"));

        Assert.Equal("configured", values.Get("my-key", new GenerateParameterDefault(), persist: true));
    }

    [Fact]
    public void Get_GeneratedAndPersisted_IsTheSameInTheNextRun()
    {
        var first = Create().Get("my-key", new GenerateParameterDefault(), persist: true);

        Assert.Equal(first, Create().Get("my-key", new GenerateParameterDefault(), persist: true));
    }

    [Fact]
    public void Get_DefaultThatKeepsAnotherValue_KeepsBoth()
    {
        var other = new Nested(() => Create().Get("other", new GenerateParameterDefault(), persist: true));

        var first = Create().Get("my-key", other, persist: true);

        Assert.Equal(first, Create().Get("my-key", new GenerateParameterDefault(), persist: true));
        Assert.Equal(first, Create().Get("other", new GenerateParameterDefault(), persist: true));
    }

    [Fact]
    public void Get_GeneratedNotPersisted_IsAnotherInTheNextRun()
    {
        var first = Create().Get("my-key", new GenerateParameterDefault(), persist: false);

        Assert.NotEqual(first, Create().Get("my-key", new GenerateParameterDefault(), persist: false));
    }

    [Fact]
    public void Get_Persisted_IsReadableByTheOwnerAlone()
    {
        Create().Get("my-key", new GenerateParameterDefault(), persist: true);

        var mode = File.GetUnixFileMode(Path.Combine(_folder, "parameters.json"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public void Get_NoValueAndNoDefault_NamesTheVariableToSet()
    {
        var refusal = Assert.Throws<DistributedApplicationException>(() =>
            Create().Get("my-key", null, persist: false)
        );

        Assert.Contains("Parameters__my_key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Get_DamagedFile_IsRefusedAndLeftAlone()
    {
        var file = Path.Combine(_folder, "parameters.json");
        File.WriteAllText(file, "{ half");

        Assert.Throws<DistributedApplicationException>(() =>
            Create().Get("my-key", new GenerateParameterDefault(), persist: true)
        );
        Assert.Equal("{ half", File.ReadAllText(file));
    }

    [Fact]
    public void GetDefaultValue_WithoutSpecials_HasLettersAndDigitsOfTheLengthAsked()
    {
        var value = new GenerateParameterDefault { MinLength = 44, Special = false }.GetDefaultValue();

        Assert.Equal(44, value.Length);
        Assert.True(value.All(char.IsAsciiLetterOrDigit));
    }

    private ParameterValues Create(params (string Key, string Value)[] configured) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(configured.Select(c => KeyValuePair.Create(c.Key, (string?)c.Value)))
                .Build(),
            new ParameterStore(_folder)
        );

    private sealed class Nested(Func<string> make) : ParameterDefault
    {
        public override string GetDefaultValue() => make();

        public override void WriteToManifest(Aspire.Hosting.Publishing.ManifestPublishingContext context) { }
    }
}
