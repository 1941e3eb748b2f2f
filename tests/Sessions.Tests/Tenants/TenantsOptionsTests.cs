using Chat.ServiceDefaults;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Tests.Tenants;

public sealed class TenantsOptionsTests
{
    private const string Key = "sk_test_0123456789abcdef";
    private readonly TenantsOptions options = new();

    [Fact]
    public void Validate_FurtherTenants_AreValid()
    {
        options.Others.Add(Other("books"));
        options.Others.Add(Other("films"));

        Assert.Null(Failures());
    }

    [Fact]
    public void Validate_NeitherIdNorSlug_NamesBoth()
    {
        options.Others.Add(new OtherTenantOptions());

        var failures = Failures()!;

        Assert.Contains(failures, failure => failure.Contains("Others[0].Id", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.Contains("Others[0].Slug", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_WhatAnotherHas_IsRefusedFieldByField()
    {
        options.Default.SecretKey = Key;
        options.Others.Add(Other("default"));
        options.Others.Add(Other("books"));
        options.Others[1].Id = options.Others[0].Id;
        options.Others[1].SecretKey = Key;

        string[] expected =
        [
            "Tenants:Others:1:Id is that of another tenant: give it one of its own.",
            "Tenants:Others:0:Slug is that of another tenant: give it one of its own.",
            "Tenants:Others:1:SecretKey is that of another tenant: give it one of its own.",
        ];
        Assert.Equal(expected, Failures());
    }

    private static OtherTenantOptions Other(string slug) => new() { Id = Ids.New(), Slug = slug };

    private IEnumerable<string>? Failures() => new TenantsOptionsValidator().Validate(null, options).Failures;
}
