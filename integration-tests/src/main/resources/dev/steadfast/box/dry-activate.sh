#!@{pkg:bash}/bin/bash
# What can be said of an activation without doing it.

systemConfig=@toplevel@
export PATH=@{pkg:coreutils}/bin:@{pkg:findutils}/bin
status=0
trap 'status=1' ERR

@snippets@
exit $status
