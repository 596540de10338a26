#ifndef CORPUS_LINUX_OOM_H
#define CORPUS_LINUX_OOM_H

#include <linux/notifier.h>

int register_oom_notifier(struct notifier_block *nb);
int unregister_oom_notifier(struct notifier_block *nb);

#endif
