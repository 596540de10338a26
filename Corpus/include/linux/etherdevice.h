#ifndef CORPUS_LINUX_ETHERDEVICE_H
#define CORPUS_LINUX_ETHERDEVICE_H

#include <linux/netdevice.h>

#endif
