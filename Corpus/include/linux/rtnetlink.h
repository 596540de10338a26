#ifndef CORPUS_LINUX_RTNETLINK_H
#define CORPUS_LINUX_RTNETLINK_H

#include <linux/bug.h>
#include <linux/rcupdate.h>

void rtnl_lock(void);
int rtnl_lock_killable(void);
int rtnl_trylock(void);
void rtnl_unlock(void);
int rtnl_is_locked(void);
#define ASSERT_RTNL() WARN_ON(!rtnl_is_locked())
#define rtnl_dereference(p) rcu_dereference_protected(p, 1)

#endif
