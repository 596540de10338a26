#ifndef CORPUS_LINUX_STAT_H
#define CORPUS_LINUX_STAT_H

#define S_IRUGO 0444
#define S_IWUGO 0222
#define S_IRUSR 0400
#define S_IWUSR 0200

#endif
