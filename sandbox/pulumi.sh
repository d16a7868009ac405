# shellcheck shell=sh disable=SC2154
# Sourced by `.sandbox/bin/pulumi`, which sets: project (the user's), copy (where the engine runs), engine (its
# executable).
#
# The engine writes an encryption salt into a stack file that has none, and rewrites the file with it: order, layout and
# comments are lost. So it reads a copy with a salt, made from the project's own file at each call; everything else is a
# link. The user's own secrets provider is left out: the sandbox has neither its key nor its secrets.

# Without an address the provider reaches AWS itself; for the role of a profile it does so even with one, unless STS has
# its own.
for name in AWS_ENDPOINT_URL AWS_ENDPOINT_URL_STS; do
    case "$name" in
    *_STS) url=${AWS_ENDPOINT_URL_STS:-$AWS_ENDPOINT_URL} ;;
    *) url=${AWS_ENDPOINT_URL-} ;;
    esac
    case $(printf %s "$url" | tr '[:upper:]' '[:lower:]') in
    "" | *amazonaws.com* | *amazonaws.eu* | *api.aws* | *.aws.dev* | *aws*.gov* | *aws*.scloud*)
        echo "pulumi (sandbox): $name is \"$url\", which could reach AWS itself; nothing was started." >&2
        echo "    → read the sandbox's environment again: . .sandbox/env" >&2
        exit 1
        ;;
    esac
done
export AWS_ENDPOINT_URL_STS="$url"
# Addresses of single services take precedence over the general one.
for name in $(env | sed -n 's/^\(AWS_ENDPOINT_URL_[A-Za-z0-9_]*\)=.*/\1/p'); do
    [ "$name" = AWS_ENDPOINT_URL_STS ] || unset "$name"
done
unset AWS_IGNORE_CONFIGURED_ENDPOINT_URLS AWS_USE_FIPS_ENDPOINT AWS_USE_DUALSTACK_ENDPOINT

here=$(pwd -P)
# Salt of the passphrase in environment.ts. It protects nothing, as the sandbox has no secrets.
salt='v1:Jr/FdUw7ztM=:v1:hPsJIFXckh211XDR:SkKZkcNP+UkpvY8YtD7GQZSO/ZAQew=='

# Writes the stack file $1 with the sandbox's salt to $2. The salt comes last, so that faults name the lines of the
# user's file. Renamed when complete, because another engine may be reading it.
salted() {
    {
        sed -e '/^encryptionsalt:/d' -e '/^encryptedkey:/d' -e '/^secretsprovider:/d' "$1"
        printf '\nencryptionsalt: %s\n' "$salt"
    } >"$copy/.salted.$$" && mv "$copy/.salted.$$" "$2" || exit 1
}

# Prints the list of files $1, relative to the user's folder, as absolute paths.
absolute() {
    left=$1,
    files=
    while [ -n "$left" ]; do
        file=${left%%,*}
        left=${left#*,}
        case "$file" in /* | "") ;; *) file=$here/$file ;; esac
        files=${files:+$files,}$file
    done
    printf %s "$files"
}

case "$here/" in
"$project"/*)
    case " $* " in
    *" config"*" set "* | *" config"*" set-all "* | *" config"*" rm "* | *" config"*" rm-all "* | *" config"*" cp "*)
        echo "pulumi (sandbox): the sandbox never writes a stack file; edit Pulumi.<stack>.yaml instead" >&2
        exit 1
        ;;
    esac
    for file in "$project"/*; do
        name=${file##*/}
        case "$name" in
        Pulumi.*.yaml)
            salted "$file" "$copy/$name"
            ;;
        # -n: another call may have created it meanwhile, and the link would go into the folder that it points to.
        *) [ -e "$copy/$name" ] || ln -sfn "$file" "$copy/$name" ;;
        esac
    done
    option=
    for word in "$@"; do
        shift
        # An option and its value are two arguments or one.
        named=$option
        before=
        value=$word
        option=
        if [ -z "$named" ]; then
            case "$word" in
            --*=*)
                named=${word%%=*}
                before=$named=
                value=${word#*=}
                ;;
            --config-file | --file | --generate-resources | --import-file | --out | --plan | --policy-pack | \
                --policy-pack-config | --save-plan) option=$word ;;
            esac
        fi
        case "$named" in
        --file | --generate-resources | --import-file | --out | --plan | --save-plan | --config-file)
            case "$value" in /*) ;; *) value=$here/$value ;; esac
            ;;
        --policy-pack | --policy-pack-config) value=$(absolute "$value") ;;
        esac
        if [ "$named" = --config-file ] && [ -f "$value" ]; then
            # Under another name, so that it does not overwrite a stack's own file.
            salted "$value" "$copy/named-${value##*/}"
            value=$copy/named-${value##*/}
        fi
        set -- "$@" "$before$value"
    done
    cd "$copy" || exit 1
    ;;
esac
exec "$engine" "$@"
